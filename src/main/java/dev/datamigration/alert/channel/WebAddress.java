package dev.datamigration.alert.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The URL of a robot or receiver. It carries a token: as text it shows no more than its host. */
public final class WebAddress {
    /** Shorter parts of a path are words, not tokens. */
    private static final int SHORTEST_TOKEN = 8;

    private final URI uri;

    private WebAddress(URI uri) {
        this.uri = uri;
    }

    /** @throws InvalidAddressException if it is none; the message does not quote it */
    public static WebAddress of(String text) {
        try {
            var uri = new URI(text.strip());
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
                throw new InvalidAddressException("it is not of the form https://host/path");
            }
            if (uri.getRawUserInfo() != null) {
                throw new InvalidAddressException("it must not hold a user or password");
            }
            return new WebAddress(uri);
        } catch (URISyntaxException e) {
            throw new InvalidAddressException("it is not a URL: " + e.getReason());
        }
    }

    public boolean encrypted() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** Lower case, without the brackets of an IPv6 address. */
    public String host() {
        return uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    }

    public int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return encrypted() ? 443 : 80;
    }

    /** Path and parameters as they are sent. */
    public String target() {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** The same with further parameters; they are encoded already. */
    String target(String parameters) {
        return target() + (uri.getRawQuery() == null ? "?" : "&") + parameters;
    }

    /** The texts that nobody is to see. */
    List<String> secrets() {
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        var values = Arrays.stream(query.split("&")).map(part -> part.substring(part.indexOf('=') + 1));
        return Stream.of(Stream.of(target(), query), Arrays.stream(path.split("/")), values)
                .flatMap(parts -> parts)
                .filter(part -> part.length() >= SHORTEST_TOKEN)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebAddress address && uri.equals(address.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + host() + "/***";
    }
}
