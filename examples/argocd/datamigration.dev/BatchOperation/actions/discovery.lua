local status = obj.status or {}
local ended = status.completedAt ~= nil
local suspended = obj.spec.suspend == true
local actions = {}
actions["suspend"] = { disabled = ended or suspended, displayName = "Hold back the rest" }
actions["resume"] = { disabled = ended or not suspended, displayName = "Go on" }
return actions
