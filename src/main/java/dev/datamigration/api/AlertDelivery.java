package dev.datamigration.api;

/** What all alert rules have in common: how often they send and where to. */
public interface AlertDelivery {
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
