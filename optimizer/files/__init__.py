"""Problem files: reading them with every fault, writing them, their schema. Meaning lives in the package above."""
