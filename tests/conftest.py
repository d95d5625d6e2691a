from hypothesis import settings

# No deadline: the first example pays for imports, and a busy machine must not turn a right result into a failure.
# Everything else stays as Hypothesis has it, in CI the same examples each time.
settings.register_profile("patient", settings(deadline=None))
settings.load_profile("patient")
