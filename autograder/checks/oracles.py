"""Independent values that hidden checks compare with, each with its source. Never shipped to students."""

from __future__ import annotations

# --- 01_gradient_descent ---

# --- 02_activations ---
