package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where a database is and how to log in. Never holds a password: that is in the Secret it names. */
public record Endpoint(
        @Required @JsonPropertyDescription("The kind of database: PostgreSQL (13 to 18).")
        DatabaseType type,

        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
                value =
                        "self.matches('^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?([.][A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*[.]?$')"
                                + " || self.matches('^[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*$')",
                message = "host must be a bare host name or IP address, for instance db.example.com; put the port in"
                        + " port, the database in database, and user name and password in the Secret that"
                        + " credentialsSecretRef names")
        @JsonPropertyDescription("Host name or IP address, without port, user or scheme. Must be the primary server.")
        String host,

        @Default("5432") @Min(1) @Max(65535) @JsonPropertyDescription("TCP port.")
        Integer port,

        @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
                value = "!self.matches('[[:cntrl:]]') && self.matches('[^ ]')",
                message = "database must be the name of a database, without line breaks and other control characters")
        @JsonPropertyDescription("Name of the database on that server.")
        String database,

        @Required
        @JsonPropertyDescription(
                "The Secret in the task's namespace that holds the login, under the keys username and" + " password.")
        SecretRef credentialsSecretRef,

        @JsonPropertyDescription("How the connection is encrypted.")
        TlsSettings tls) {
    public Endpoint {
        port = port == null ? 5432 : port;
        tls = tls == null ? TlsSettings.DEFAULT : tls;
    }
}
