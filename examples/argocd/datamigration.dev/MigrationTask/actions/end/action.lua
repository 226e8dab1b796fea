-- Argo CD greys out what is not offered, but runs it if asked to by other ways than the menu.
local offered = false
for _, operation in ipairs((obj.status or {}).supportedOperations or {}) do
  offered = offered or operation == "End"
end
if not offered then
  error("the task does not support End now: see status.supportedOperations", 0)
end
-- Final: releases what the task holds on both servers. The data stays.
obj.spec.desiredState = "Ended"
return obj
