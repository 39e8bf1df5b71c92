"""Draws a form as PDF/A-2b; the only place that knows reportlab, pikepdf and segno."""

import sys
from types import ModuleType

# Without a module of this name reportlab runs a file of settings out of the user's own folder.
sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
