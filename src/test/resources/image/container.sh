# Runs in namespaces of its own: does to a directory what a container engine does to an unpacked image, and enters it.
# Arguments: root, user:group or nothing, working directory, pairs of what to mount and where, "--", the command.
set -e
root=$1 user=$2 directory=$3
shift 3
mkdir -p "$root/proc" "$root/dev"
for device in null zero random urandom; do touch "$root/dev/$device"; done
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/tmp"
for device in null zero random urandom; do mount --bind "/dev/$device" "$root/dev/$device"; done
while [ "$1" != -- ]; do
    mount --bind "$1" "$root$2"
    mount -o remount,bind,ro "$root$2"
    shift 2
done
shift
mount -o remount,bind,ro "$root"
# without a user, in a user namespace, there is none but the one who made it
exec unshare --root="$root" --wd="$directory" ${user:+--setgid="${user#*:}" --setuid="${user%:*}"} -- "$@"
