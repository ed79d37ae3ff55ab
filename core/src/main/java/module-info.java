/** Requests, responses, routes and the pipeline they pass; the words every other module shares. */
@SuppressWarnings("module") // the one it exports to is built after this one
module dev.holdfast {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires com.github.benmanes.caffeine;
    requires io.github.bucket4j.core;
    requires tools.jackson.core;
    requires transitive tools.jackson.databind;
    requires transitive jakarta.validation;
    requires transitive org.slf4j;

    exports dev.holdfast;
    exports dev.holdfast.concurrent;
    exports dev.holdfast.http;
    exports dev.holdfast.routing;
    exports dev.holdfast.json;
    exports dev.holdfast.files;
    exports dev.holdfast.config;
    exports dev.holdfast.limit;
    exports dev.holdfast.app;
    exports dev.holdfast.cache;
    exports dev.holdfast.records to
            dev.holdfast.data;
}
