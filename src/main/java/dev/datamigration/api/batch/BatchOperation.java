package dev.datamigration.api.batch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.datamigration.api.Api;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One thing to be done to many tasks of its namespace. One-shot, like a Job. */
@JsonClassDescription("One thing to be done to many tasks of its namespace. One-shot, like a Job.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Singular("batchoperation")
@Plural("batchoperations")
@Categories("datamigration")
@ShortNames("bo")
@AdditionalPrinterColumn(name = "Operation", jsonPath = ".spec.operation", type = Type.STRING)
@AdditionalPrinterColumn(name = "Dry Run", jsonPath = ".spec.dryRun", type = Type.BOOLEAN)
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state", type = Type.STRING)
@AdditionalPrinterColumn(name = "Selected", jsonPath = ".status.counts.selected", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Supported", jsonPath = ".status.counts.supported", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Succeeded", jsonPath = ".status.counts.succeeded", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Failed", jsonPath = ".status.counts.failed", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Unsupported", jsonPath = ".status.counts.unsupported", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class BatchOperation extends CustomResource<BatchOperationSpec, BatchOperationStatus> implements Namespaced {}
