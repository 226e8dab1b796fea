package dev.datamigration.faults.fault;

import dev.datamigration.faults.scene.Replica;
import dev.datamigration.faults.scene.Scene;
import dev.datamigration.testing.traffic.ApiRequest;
import dev.datamigration.testing.traffic.Refusal;
import java.util.Set;

/** The API server answers every replica's requests with an error. */
public record ApiRefuses(Refusal refusal) implements Fault {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

    @Override
    public String name() {
        return "API server answers " + refusal.code();
    }

    @Override
    public String resource() {
        return "way to the API server";
    }

    @Override
    public boolean silencesOperators() {
        return true;
    }

    @Override
    public void inject(Scene scene) {
        scene.operators().all().forEach(replica -> replica.api().refuse(this::isMeant, refusal));
    }

    /** A conflict is an answer to writes alone. */
    private boolean isMeant(ApiRequest request) {
        return refusal.code() != 409 || WRITES.contains(request.verb());
    }

    @Override
    public void heal(Scene scene) {
        scene.operators().all().stream().map(Replica::api).forEach(api -> api.mend());
        scene.operators().start(); // one that could not renew its Lease has ended
    }
}
