package dev.datamigration.testing.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestTest {

    @ParameterizedTest
    @CsvSource({
        "GET /apis/datamigration.dev/v1alpha1/migrationtasks?limit=500, list migrationtasks",
        "GET /apis/datamigration.dev/v1alpha1/migrationtasks?allowWatchBookmarks=true&watch=true, watch migrationtasks",
        "PUT /apis/datamigration.dev/v1alpha1/namespaces/a/migrationtasks/b/status, update migrationtasks/status",
        "PATCH /apis/datamigration.dev/v1alpha1/namespaces/a/migrationtasks/b, patch migrationtasks",
        "GET /apis/coordination.k8s.io/v1/namespaces/a/leases/dmo, get leases",
        "POST /api/v1/namespaces/a/events, create events",
        "GET /api/v1/namespaces/a, get namespaces",
        "GET /apis/datamigration.dev/v1alpha1, get /apis/datamigration.dev/v1alpha1",
        "GET /version/, get /version/"
    })
    void isNamedAsInAnAuditLog(String request, String name) {
        assertThat(ApiRequest.of(request + " HTTP/1.1")).hasToString(name);
    }
}
