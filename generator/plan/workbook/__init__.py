"""cost-model.xlsx: which cell holds what. `plan_cost` is the way in; nothing here draws."""

from generator.plan.workbook.book import plan_cost, printed_cells

__all__ = ["plan_cost", "printed_cells"]
