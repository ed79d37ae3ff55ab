/** Requests, responses, routes and the pipeline they pass; the words every other module shares. */
module dev.holdfast {
    requires static transitive org.jspecify;

    exports dev.holdfast;
}
