package dev.holdfast.accounts;

import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.http.Success;

/** Speaks HTTP for the keys of other programs; decides nothing. */
final class MachineController {

    private final Machines machines;

    MachineController(Machines machines) {
        this.machines = machines;
    }

    Response make(Request request, NewKey wanted) {
        var made = KeyMade.of(machines.make(request.caller().user(), wanted));
        return Response.json(201, new Success(made, null)).header("Cache-Control", "no-store");
    }

    Response list(Request request, KeyQuery query) {
        return Response.ok("keys", machines.page(query.cursor(), query.limit()));
    }

    Response revoke(Request request) {
        machines.revoke(request.path("id"));
        return Response.noContent();
    }
}
