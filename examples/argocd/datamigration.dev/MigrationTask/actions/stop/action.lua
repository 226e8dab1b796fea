-- Argo CD greys out what is not offered, but runs it if asked to by other ways than the menu.
local offered = false
for _, operation in ipairs((obj.status or {}).supportedOperations or {}) do
  offered = offered or operation == "Stop"
end
if not offered then
  error("the task does not support Stop now: see status.supportedOperations", 0)
end
obj.spec.desiredState = "Stopped"
return obj
