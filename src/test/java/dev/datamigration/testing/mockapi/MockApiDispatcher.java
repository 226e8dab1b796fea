package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.List;
import java.util.function.Supplier;

/**
 * fabric8's CRUD dispatcher, brought closer to a kube-apiserver: every write is turned into a whole object, completed and
 * checked as the server would, and then handed to the dispatcher as a plain create or update.
 */
public final class MockApiDispatcher extends KubernetesCrudDispatcher {
    private static final String VERSION = "{\"major\":\"1\",\"minor\":\"32\",\"gitVersion\":\"v1.32.0-mock\"}";

    private final CrdSchemas schemas;
    private final Validation validation = new Validation();

    private final Discovery discovery;
    private final PrinterTables tables;

    public MockApiDispatcher(List<CustomResourceDefinition> crds) {
        this.schemas = new CrdSchemas(crds);
        this.discovery = new Discovery(crds);
        this.tables = new PrinterTables(crds);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = request.getPath().split("\\?")[0];
        if (path.equals("/version")) {
            return json(VERSION);
        }
        return discovery.find(path).map(MockApiDispatcher::json).orElseGet(() -> asAskedFor(request));
    }

    private MockResponse asAskedFor(RecordedRequest request) {
        MockResponse response = super.dispatch(request);
        String accept = String.valueOf(request.getHeader("Accept"));
        if (!request.getMethod().equals("GET") || !accept.contains("as=Table") || response.code() != 200) {
            return response;
        }
        String body = response.getBody().readUtf8();
        return json(tables.table(parse(body)).map(JsonNode::toString).orElse(body));
    }

    private static MockResponse json(String body) {
        return new MockResponse()
                .setResponseCode(200)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    @Override
    public MockResponse handleGet(String path) {
        MockResponse response = super.handleGet(path);
        var selector = SetSelector.of(path);
        if (selector.isEmpty() || response.code() != 200) {
            return response;
        }
        JsonNode list = parse(response.getBody().readUtf8());
        var items = (ArrayNode) list.path("items");
        for (int i = items.size() - 1; i >= 0; i--) {
            if (!selector.matches(items.get(i))) {
                items.remove(i);
            }
        }
        return response.setBody(list.toString());
    }

    @Override
    public synchronized MockResponse handleCreate(RecordedRequest request) {
        return answer(() -> {
            var call = ApiCall.of(request);
            ObjectNode created = (ObjectNode) call.body();
            ObjectRules.removeManagedFields(created);
            return create(call, ObjectRules.claim(null, created, call));
        });
    }

    @Override
    public synchronized MockResponse handleUpdate(RecordedRequest request) {
        return answer(() -> {
            var call = ApiCall.of(request);
            ObjectNode current = currentOrRefuse(call);
            if (schemas.find(call.path()).isPresent()) {
                ObjectRules.requireVersion(call.body());
            }
            return update(call, current, (ObjectNode) call.body());
        });
    }

    @Override
    public synchronized MockResponse handlePatch(RecordedRequest request) {
        return answer(() -> {
            var call = ApiCall.of(request);
            return switch (call.contentType()) {
                case "application/apply-patch+yaml" -> apply(call);
                case "application/json-patch+json" -> {
                    ObjectNode current = currentOrRefuse(call);
                    yield update(call, current, Patches.jsonPatch(current, call.body()));
                }
                case "application/merge-patch+json", "application/strategic-merge-patch+json" -> {
                    ObjectNode current = currentOrRefuse(call);
                    yield update(call, current, Patches.mergePatch(current, call.body()));
                }
                default -> throw new ApiRefusal(415, "UnsupportedMediaType", call.contentType());
            };
        });
    }

    @Override
    public synchronized MockResponse handleDelete(String pathWithQuery) {
        String path = pathWithQuery.split("\\?")[0];
        ObjectNode current = isCollection(path) ? null : current(path);
        if (current == null || !ObjectRules.hasFinalizers(current) || ObjectRules.isDeleting(current)) {
            return super.handleDelete(pathWithQuery);
        }
        ObjectRules.markForDeletion(current, requestResourceVersion());
        store(path, current);
        return new MockResponse().setResponseCode(200).setBody(current.toString());
    }

    private MockResponse apply(ApiCall call) {
        ObjectNode current = current(call.path());
        var apply = new ServerSideApply(call.fieldManager(), call.isForced(), call.isStatus());
        if (current != null) {
            return replace(call, current, apply.apply(current, call.body()));
        }
        if (call.isStatus() || call.body().path("metadata").has("resourceVersion")) {
            throw notFound(call);
        }
        ObjectNode nothing = ObjectRules.identityOf(call.body());
        return create(call.onCollection(), apply.apply(nothing, call.body()));
    }

    private MockResponse create(ApiCall call, ObjectNode resource) {
        schemas.find(call.path()).ifPresent(schema -> {
            CrdSchemas.complete(resource, schema);
            resource.remove("status");
            validation.refuseInvalid(schema, resource, null);
        });
        ObjectRules.nameIfGenerated(resource);
        return call.isDryRun()
                ? new MockResponse().setResponseCode(201).setBody(resource.toString())
                : super.handleCreate(call.with(resource));
    }

    /** An update or patch, whose manager owns from now on what it changed. */
    private MockResponse update(ApiCall call, ObjectNode current, ObjectNode wanted) {
        ObjectRules.keepManagedFields(current, wanted);
        return replace(call, current, ObjectRules.claim(current, wanted, call));
    }

    private MockResponse replace(ApiCall call, ObjectNode current, ObjectNode wanted) {
        ObjectRules.refuseStale(current, wanted);
        var schema = schemas.find(call.path());
        ObjectNode next = ObjectRules.next(current, wanted, call.isStatus(), schema.isPresent());
        schema.ifPresent(s -> {
            CrdSchemas.complete(next, s);
            validation.refuseInvalid(s, next, current);
        });
        if (call.isDryRun()) {
            return new MockResponse().setResponseCode(200).setBody(next.toString());
        }
        MockResponse response = super.handleUpdate(call.with(next));
        boolean released = ObjectRules.isDeleting(next) && !ObjectRules.hasFinalizers(next);
        return released ? response.setBody(next.toString()) : response;
    }

    private void store(String path, ObjectNode resource) {
        var entry = findResource(getKey(path));
        var typed = Serialization.unmarshal(resource.toString(), GenericKubernetesResource.class);
        processEvent(path, getKey(path), entry.getKey(), typed, resource.toString());
    }

    private ObjectNode currentOrRefuse(ApiCall call) {
        ObjectNode current = current(call.path());
        if (current == null) {
            throw notFound(call);
        }
        return current;
    }

    private ObjectNode current(String path) {
        var entry = findResource(getKey(path));
        return entry == null ? null : (ObjectNode) parse(entry.getValue());
    }

    private static JsonNode parse(String json) {
        try {
            return Serialization.jsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored object is not JSON", e);
        }
    }

    private boolean isCollection(String path) {
        return getKey(path).getAttribute("name") == null;
    }

    private static ApiRefusal notFound(ApiCall call) {
        return new ApiRefusal(404, "NotFound", "not found: " + call.path());
    }

    private static MockResponse answer(Supplier<MockResponse> work) {
        try {
            return work.get();
        } catch (ApiRefusal refusal) {
            return refusal.response();
        }
    }
}
