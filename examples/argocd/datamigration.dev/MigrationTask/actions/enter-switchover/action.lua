if obj.spec.forwardSwitchover == nil then
  obj.spec.forwardSwitchover = {}
end
obj.spec.forwardSwitchover.entered = true
return obj
