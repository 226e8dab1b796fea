package dev.datamigration.batch;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Sees what an operator writes, and can cut it off before a write: the operator is then as good as killed. */
final class Wire implements Interceptor {
    /** One write that was let through. */
    record Write(String method, String path) {
        boolean edits(String task) {
            return method.equals("PATCH") && path.endsWith("/migrationtasks/" + task);
        }

        boolean onAnyTask() {
            return path.contains("/migrationtasks/");
        }

        /** The name of the task that was written. */
        String task() {
            return path.replaceFirst(".*/migrationtasks/", "").replaceFirst("/.*", "");
        }

        /** How it was written. */
        String kind() {
            return path.endsWith("/status") ? method + " status" : method;
        }

        boolean ofAnEvent() {
            return path.endsWith("/events");
        }

        boolean ofABatch() {
            return path.contains("/batchoperations/");
        }
    }

    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private volatile Consumer<Write> before = write -> {};
    private volatile int last = Integer.MAX_VALUE;
    private volatile boolean cut;

    /** Told of each write before it is let through. */
    void before(Consumer<Write> listener) {
        before = listener;
    }

    /** Lets so many writes through, from the first on, and none after. */
    Wire cutAfter(int count) {
        last = count;
        return this;
    }

    boolean isCut() {
        return cut;
    }

    List<Write> writes() {
        return List.copyOf(writes);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (request.method().equals("GET")) {
            return;
        }
        var write = new Write(request.method(), request.uri().getPath());
        before.accept(write);
        synchronized (this) {
            if (writes.size() >= last) {
                cut = true;
            }
            if (cut) {
                throw new IllegalStateException("the operator was killed before " + write);
            }
            writes.add(write);
        }
    }
}
