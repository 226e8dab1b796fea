package dev.datamigration.alert.http;

import java.net.URI;

/**
 * An HTTP proxy that requests go through.
 *
 * @param user may be null
 * @param password may be null
 */
public record Proxy(String host, int port, String user, String password) {

    /**
     * @param url for instance http://proxy:3128
     * @throws IllegalArgumentException if it is not of that form
     */
    public static Proxy parse(String url, String user, String password) {
        var uri = URI.create(url.strip());
        if (uri.getHost() == null || uri.getPort() < 0 || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "datamigration.alerts.proxy must be of the form http://host:port, without user and password");
        }
        return new Proxy(uri.getHost(), uri.getPort(), user, password);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
