package dev.datamigration.engine.remote;

import java.net.URI;
import java.security.cert.X509Certificate;

/**
 * Says how a worker process is reached. Prints without the token.
 *
 * @param certificate the one that it must show
 */
public record WorkerAddress(String host, int port, String token, X509Certificate certificate) {

    URI uri(String path) {
        return URI.create("https://" + host + ":" + port + path);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
