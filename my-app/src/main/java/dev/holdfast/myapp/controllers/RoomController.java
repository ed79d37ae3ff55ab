package dev.holdfast.myapp.controllers;

import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.myapp.models.NewRoom;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.RoomQuery;
import dev.holdfast.myapp.models.UserId;
import dev.holdfast.myapp.services.ChatService;
import dev.holdfast.myapp.services.MemberService;
import dev.holdfast.myapp.services.RoomService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP for rooms, their members and what was said there; decides nothing. */
public final class RoomController {

    private final RoomService rooms;
    private final MemberService members;
    private final ChatService chat;

    public RoomController(RoomService rooms, MemberService members, ChatService chat) {
        this.rooms = rooms;
        this.members = members;
        this.chat = chat;
    }

    public Response create(Request request, NewRoom draft) {
        var room = rooms.create(request.caller().user(), draft);
        return Response.created("/api/v1/rooms/" + encoded(room.name()) + "/messages", "room", room);
    }

    public Response list(Request request, RoomQuery query) {
        return Response.ok("rooms", rooms.list(request.caller().user(), query));
    }

    public Response members(Request request, RoomQuery query) {
        return Response.ok("members", members.list(request.caller().user(), room(request), query));
    }

    public Response addMember(Request request) {
        members.add(request.caller().user(), room(request), request.path("user", UserId::parse));
        return Response.noContent();
    }

    public Response removeMember(Request request) {
        members.remove(request.caller().user(), room(request), request.path("user", UserId::parse));
        return Response.noContent();
    }

    public Response messages(Request request, RoomQuery query) {
        return Response.ok("messages", chat.history(request.caller().user(), room(request), query));
    }

    private static RoomName room(Request request) {
        return request.path("room", RoomName::parse);
    }

    private static String encoded(RoomName name) {
        return URLEncoder.encode(name.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
