-- Who may connect: what matrix-org's prosody-mod-auth-matrix-user-verification and its verification service check
-- together. SASL ANONYMOUS with a JWT in the WebSocket's query (`?room=…&token=…`). The JWT's signature is not what is
-- trusted: the Matrix OpenID token inside is, which the homeserver itself is asked about. In this order:
--   1. `?room=` decoded from base32 is `context.matrix.room_id`
--   2. `GET /_matrix/federation/v1/openid/userinfo` of the homeserver names the user
--   3. that user is a joined member of the room, by Synapse's admin API
-- Which conference is joined afterwards is not compared with the token: the original does not either.
local async, http, json = require "util.async", require "net.http", require "util.json";
local base64, formdecode = require "util.encodings".base64, require "util.http".formdecode;
local new_sasl, urlencode = require "util.sasl".new, require "util.http".urlencode;

local homeserver = module:get_option_string("matrix_homeserver");
local server_name = module:get_option_string("matrix_server_name");
local admin_token = module:get_option_string("matrix_admin_token");
local refusal_file = module:get_option_string("refusal_file");
local resumption_tokens = module:shared "/*/smacks/resumption-tokens";

local function remember_query(event)
	local query = formdecode(event.request.url and event.request.url.query or "");
	if type(query) ~= "table" then return end
	event.session.auth_token, event.session.jitsi_room, event.session.previd = query.token, query.room, query.previd;
end
module:hook_global("websocket-session", remember_query);

local function from_base32(text)
	local bits, count, bytes = 0, 0, {};
	for letter in text:upper():gmatch "." do
		local value = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"):find(letter, 1, true);
		if not value then return nil end
		bits, count = (bits << 5 | value - 1) & 0xfff, count + 5;
		if count >= 8 then
			count = count - 8;
			table.insert(bytes, string.char(bits >> count & 0xff));
		end
	end
	return table.concat(bytes);
end

local function claims_of(token)
	local payload = token:match "^[^.]+%.([^.]+)%.[^.]*$";
	if not payload then return nil end
	payload = payload:gsub("-", "+"):gsub("_", "/");
	return json.decode(base64.decode(payload .. ("="):rep(-#payload % 4)) or "");
end

-- The JSON of a 200 answer; nil for everything else.
local function ask(path, headers)
	local answer = async.wait_for(http.request(homeserver .. path, { headers = headers }));
	return answer and answer.code == 200 and json.decode(answer.body) or nil;
end

local function is_member(user_id, room_id)
	local answer = ask("/_synapse/admin/v1/rooms/" .. urlencode(room_id) .. "/members", { Authorization = "Bearer " .. admin_token });
	for _, member in ipairs(answer and answer.members or {}) do
		if member == user_id then return true end
	end
	return false;
end

local function check(session)
	local refusal = io.open(refusal_file);
	if refusal then
		refusal:close();
		return false, "the deployment takes no token";
	end
	if not session.auth_token then return false, "a JWT with OpenID token and room ID is needed" end
	local claims = claims_of(session.auth_token);
	local matrix = claims and claims.context and claims.context.matrix;
	if not matrix or not matrix.room_id or not matrix.token then return false, "the JWT names no Matrix room and token" end
	if from_base32(session.jitsi_room or "") ~= matrix.room_id then return false, "the conference is not that of the Matrix room" end
	if matrix.server_name and matrix.server_name ~= server_name then return false, "not a user of this homeserver" end
	local user = ask("/_matrix/federation/v1/openid/userinfo?access_token=" .. urlencode(matrix.token));
	if not user or not user.sub then return false, "the homeserver does not know the token" end
	if not is_member(user.sub, matrix.room_id) then return false, user.sub .. " is not in the room" end
	module:log("info", "%s may join the conference of %s", user.sub, matrix.room_id);
	return true;
end

local provider = {};
for _, name in ipairs { "test_password", "get_password", "set_password", "user_exists", "create_user", "delete_user" } do
	provider[name] = function() return nil, "there are no accounts" end
end

function provider.get_sasl_handler(session)
	local handler = new_sasl(module.host, { anonymous = function() return true end });
	local process = handler.process;
	function handler:process(message)
		if homeserver then
			local may, why = check(session);
			if not may then
				module:log("warn", "Refused: %s", why);
				return "failure", "not-authorized", why;
			end
		end
		local status, answer, text = process(self, message);
		-- Every anonymous log-in gets a name of its own; who resumes a session (XEP-0198) keeps the one of before.
		if status == "success" and session.previd then
			for _, previous in pairs(resumption_tokens) do
				if previous.resumption_token == session.previd and previous.host == module.host then self.username = previous.username end
			end
		end
		return status, answer, text;
	end
	return handler;
end

module:provides("auth", provider);
