-- Takes WebSockets from the deployment's own pages only, as strict deployments do.
module:set_global();

local wanted = "https://" .. module:get_option_string("http_default_host");

module:hook_object_event(require "net.http.server", "GET /xmpp-websocket", function (event)
	local origin = event.request.headers.origin;
	if origin == wanted then return end
	module:log("warn", "Refused a WebSocket of %s", origin or "no origin");
	return 403;
end, 100);
