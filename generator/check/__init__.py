"""What finished files are held to: every number accounted for, every figure described, every package sound."""

from generator.check.audit import check_paths

__all__ = ["check_paths"]
