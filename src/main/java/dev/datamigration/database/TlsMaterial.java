package dev.datamigration.database;

import dev.datamigration.api.endpoint.TlsMode;

/**
 * Says how to encrypt, with the certificates themselves.
 *
 * @param caCertificate PEM of the authorities to trust, or null for the JVM's own trust store
 * @param clientCertificate PEM of the client's certificate, or null
 * @param clientKey PEM (PKCS #8, unencrypted) of the client's key, or null
 */
public record TlsMaterial(TlsMode mode, String caCertificate, String clientCertificate, Password clientKey) {}
