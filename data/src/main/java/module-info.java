/** Records in databases: models, typed queries, keyset pages, transactions, migrations. */
module dev.holdfast.data {
    requires transitive dev.holdfast;
    requires java.sql;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires flyway.database.postgresql;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires org.postgresql.jdbc;
    requires org.xerial.sqlitejdbc;
    requires transitive org.mongodb.bson;
    requires transitive org.mongodb.driver.core;
    requires transitive org.mongodb.driver.sync.client;
    requires static transitive org.jspecify;

    exports dev.holdfast.data;
}
