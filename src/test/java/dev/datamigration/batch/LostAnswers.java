package dev.datamigration.batch;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A client by which the first edit of each task is made and the answer lost, as when the connection breaks just then. */
final class LostAnswers {
    private final Set<String> edited = ConcurrentHashMap.newKeySet();

    /** What becomes of the result of a call. */
    private interface Change {
        Object of(Object proxy, String method, Object[] arguments, Object result);
    }

    int count() {
        return edited.size();
    }

    KubernetesClient client(Config config) {
        var factory = HttpClientUtils.getHttpClientFactory();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(() -> builder(factory.newBuilder()))
                .build();
    }

    private HttpClient.Builder builder(HttpClient.Builder builder) {
        return changed(HttpClient.Builder.class, builder, (proxy, method, arguments, result) -> {
            var whole = method.equals("build") ? http((HttpClient) result) : result;
            return whole == builder ? proxy : whole;
        });
    }

    private HttpClient http(HttpClient client) {
        return changed(
                HttpClient.class,
                client,
                (proxy, method, arguments, result) -> method.equals("sendAsync")
                        ? ((CompletableFuture<?>) result)
                                .thenCompose(answer -> lost((HttpRequest) arguments[0], answer))
                        : result);
    }

    private CompletableFuture<Object> lost(HttpRequest request, Object answer) {
        var path = request.uri().getPath();
        var edit = request.method().equals("PATCH") && path.contains("/migrationtasks/");
        return edit && edited.add(path)
                ? CompletableFuture.failedFuture(new IOException("the connection broke"))
                : CompletableFuture.completedFuture(answer);
    }

    private static <T> T changed(Class<T> type, T real, Change change) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return change.of(proxy, method.getName(), arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
