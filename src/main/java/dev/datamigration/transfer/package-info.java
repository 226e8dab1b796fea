/** The stages of the data plane: precheck, schema, full, incremental, verification. No Kubernetes type is seen here. */
package dev.datamigration.transfer;
