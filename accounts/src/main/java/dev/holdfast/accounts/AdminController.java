package dev.holdfast.accounts;

import dev.holdfast.http.Request;
import dev.holdfast.http.Response;

/** Speaks HTTP for those who look after accounts; decides nothing. */
final class AdminController {

    private final Administration administration;

    AdminController(Administration administration) {
        this.administration = administration;
    }

    Response disable(Request request) {
        administration.disable(request.caller(), request.path("id"));
        return Response.noContent();
    }

    Response enable(Request request) {
        administration.enable(request.path("id"));
        return Response.noContent();
    }

    Response sessions(Request request) {
        return Response.ok(administration.sessions(request.path("id")));
    }

    Response signOut(Request request) {
        administration.signOut(request.path("id"));
        return Response.noContent();
    }

    Response events(Request request, EventQuery query) {
        return Response.ok("events", administration.events(query));
    }
}
