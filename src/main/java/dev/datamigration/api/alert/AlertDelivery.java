package dev.datamigration.api.alert;

import dev.datamigration.api.endpoint.SecretKeyRef;

/** Holds what all alert rules have in common: how often they send and where to. */
public interface AlertDelivery {
    /** An address that is no secret: scheme, host, port and path, and nothing else. */
    String ADDRESS = "^https?://([^/?#@:[:space:][:cntrl:]]+|[[][0-9A-Fa-f:.]+[]])"
            + "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
            + "(/[^?#@[:space:][:cntrl:]]*)?$";

    /** Least seconds between two sendings of the same alert of a task. */
    Integer frequencySeconds();

    AlertChannel channel();

    /** May be null: then {@link #urlSecretRef()} is not. */
    String url();

    /** May be null: then {@link #url()} is not. */
    SecretKeyRef urlSecretRef();

    /** May be null. */
    SecretKeyRef signingSecretRef();

    /** May be null: then the operator's. */
    AlertLanguage language();

    /** May be null: then JSON. */
    AlertFormat format();

    /** May be null. */
    String remarks();
}
