package dev.datamigration.operation;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets the first edit of each task through and loses the answer, as a connection does that breaks at that moment. */
final class LostAnswers implements Interceptor {
    private final Class<? extends Exception> error;
    private final Set<String> edited = ConcurrentHashMap.newKeySet();

    LostAnswers(Class<? extends Exception> error) {
        this.error = error;
    }

    int count() {
        return edited.size();
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        var path = request.uri().getPath();
        if (request.method().equals("PATCH") && path.contains("/migrationtasks/") && edited.add(path)) {
            LostAnswers.<RuntimeException>fail(
                    error == IOException.class
                            ? new IOException("the connection broke")
                            : new IllegalStateException("the connection broke"));
        }
    }

    /** Interceptors may throw what they do not declare: the client treats it as the connection's error. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void fail(Exception error) throws E {
        throw (E) error;
    }
}
