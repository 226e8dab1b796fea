package dev.datamigration.testing.cluster;

import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** An HTTP probe; believes any certificate, as a kubelet does. */
public final class Probe {
    private static final int TIMEOUT_MILLIS = 2_000;
    private final URI uri;

    private Probe(URI uri) {
        this.uri = uri;
    }

    public static Probe of(URI uri) {
        return new Probe(uri);
    }

    /** A pod's readiness probe. */
    static Probe ofReadiness(Pod pod, String ip) {
        var container = pod.getSpec().getContainers().get(0);
        var action = container.getReadinessProbe().getHttpGet();
        var scheme = action.getScheme() == null ? "http" : action.getScheme().toLowerCase();
        return new Probe(URI.create(scheme + "://" + ip + ":" + port(pod, action) + action.getPath()));
    }

    private static int port(Pod pod, HTTPGetAction action) {
        if (action.getPort().getIntVal() != null) {
            return action.getPort().getIntVal();
        }
        return pod.getSpec().getContainers().get(0).getPorts().stream()
                .filter(port -> port.getName().equals(action.getPort().getStrVal()))
                .findFirst()
                .orElseThrow()
                .getContainerPort();
    }

    public boolean succeeds() {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(believing().getSocketFactory());
                secure.setHostnameVerifier((name, session) -> true);
            }
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() < 400;
        } catch (IOException e) {
            return false;
        }
    }

    private static SSLContext believing() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Believing()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Believing implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
