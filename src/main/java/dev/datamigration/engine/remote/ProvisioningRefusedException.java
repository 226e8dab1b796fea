package dev.datamigration.engine.remote;

import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;

/** No worker can be made at this place any more. */
public final class ProvisioningRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the place said */
    public ProvisioningRefusedException(String namespace, Throwable cause) {
        super("the namespace %s is being deleted and takes no worker any more".formatted(namespace), cause);
    }

    Failure failure() {
        return new Failure(
                FailureCode.NamespaceDeleted,
                null,
                getMessage(),
                "nothing is to be done: what the task holds is released from the operator's own process");
    }
}
