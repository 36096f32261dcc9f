"""What finished files are held to: every number accounted for, every figure described, every package sound."""
