-- Argo CD greys out what is not offered, but runs it if asked to by other ways than the menu.
if (obj.status or {}).completedAt ~= nil then
  error("the batch operation has ended: there is nothing left to hold back", 0)
end
if obj.spec.suspend == true then
  error("the batch operation is held back already", 0)
end
obj.spec.suspend = true
return obj
