-- Argo CD greys out what is not offered, but runs it if asked to by other ways than the menu.
local offered = false
for _, operation in ipairs((obj.status or {}).supportedOperations or {}) do
  offered = offered or operation == "Resume"
end
if not offered then
  error("the task does not support Resume now: see status.supportedOperations", 0)
end
-- A stopped task is resumed by wanting it to run, a failed one by a higher nonce.
obj.spec.desiredState = "Running"
if obj.status ~= nil and obj.status.state == "Failed" then
  obj.spec.resumeNonce = (obj.spec.resumeNonce or 0) + 1
end
return obj
