-- Argo CD greys out what is not offered, but runs it if asked to by other ways than the menu.
if (obj.status or {}).completedAt ~= nil then
  error("the batch operation has ended: create a new one for what is left", 0)
end
if obj.spec.suspend ~= true then
  error("the batch operation is not held back", 0)
end
obj.spec.suspend = false
return obj
