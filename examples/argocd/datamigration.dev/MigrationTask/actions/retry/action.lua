-- An answer names the step and the attempt that it is for, so that one that comes late does nothing.
obj.spec.forwardSwitchover.decision = {
  step = obj.status.awaiting.step,
  attempt = obj.status.awaiting.attempt,
  action = "Retry",
  acknowledge = false
}
return obj
