package dev.datamigration.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Locale;

/**
 * Decides whether an object of a name of ours is ours. An apply would take over whatever bears that name: somebody else's object
 * would be overwritten, or one that was put there beforehand be trusted.
 */
public final class Ownership {
    private static final int INVALID = 422;

    private Ownership() {}

    /** Returns whether what is there belongs to the task with that UID; the object itself is at hand. */
    public static boolean isOf(HasMetadata there, String uid) {
        var owners = there.getMetadata().getOwnerReferences();
        return owners != null && !owners.isEmpty() && uid.equals(owners.get(0).getUid());
    }

    /**
     * Returns whether an object may be applied: there is none of its name, or one that has the same owner. Asked by a patch that
     * tests and changes nothing, since the operator has no right to read most kinds.
     *
     * @param wanted has exactly one owner
     */
    public static boolean admits(KubernetesClient client, HasMetadata wanted) {
        var uid = wanted.getMetadata().getOwnerReferences().get(0).getUid();
        try {
            client.resource(wanted).patch(PatchContext.of(PatchType.JSON), "[" + test(uid) + "]");
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return true;
            }
            if (e.getCode() == INVALID) {
                return false;
            }
            throw e;
        }
    }

    /** The operation of a JSON patch that refuses the whole of it (422) for an object that belongs to somebody else. */
    public static String test(String uid) {
        return "{\"op\":\"test\",\"path\":\"/metadata/ownerReferences/0/uid\",\"value\":\"" + uid + "\"}";
    }

    /** That an object of a name of ours is somebody else's, and what to do. */
    public static IllegalStateException refusal(HasMetadata object) {
        var meta = object.getMetadata();
        return new IllegalStateException(
                "the %s %s in namespace %s is there, and is not the task's; delete it: kubectl -n %s delete %s %s"
                        .formatted(
                                object.getKind(),
                                meta.getName(),
                                meta.getNamespace(),
                                meta.getNamespace(),
                                object.getKind().toLowerCase(Locale.ROOT),
                                meta.getName()));
    }
}
