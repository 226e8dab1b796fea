-- A stopped task is resumed by wanting it to run, a failed one by a higher nonce.
obj.spec.desiredState = "Running"
if obj.status ~= nil and obj.status.state == "Failed" then
  obj.spec.resumeNonce = (obj.spec.resumeNonce or 0) + 1
end
return obj
