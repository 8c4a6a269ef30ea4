"""Hypothesis strategies that public and hidden checks share, so that the same kinds of input are tried everywhere.

Arrays are plain: C-contiguous, writeable float64 unless said otherwise. Strides, dtypes and read-only flags are varied
by the checks that are about them.
"""

from __future__ import annotations

# --- any assignment ---

# --- 01_gradient_descent ---

# --- 02_activations ---
