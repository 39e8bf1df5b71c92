// The page of a guest: the link is opened once, the call read and answered; then the guest listens,
// and by a second press takes part. All that comes from the city is put on the page as text alone.

import { Peers } from "./peers.js";
import { WORDS } from "./words.js";

const PING_MS = 2000;
const TICK_MS = 500;
const BUSY_MS = 2000;
const PAGE_RETRY_MS = 1000, PAGE_TRIES = 60;
const LEAVE_TRIES = 30;
const REDIAL_MS = [500, 1000, 2000, 4000];
const OPEN_STATUSES = ["in_session", "paused", "concluding", "minutes_review", "signed"];
const NORMAL = 1000, NOT_SIGNED_IN = 4401, NO_SEAT = 4403, NO_SESSION = 4404, SEAT_TAKEN = 4409;
const GONE = 410, UNAUTHORISED = 401, TOO_MANY = 429;

const at = id => document.getElementById(id);
const programId = `browser-${crypto.randomUUID()}`;
let language = "vi";
let call = null;
let state = null;
let line = null;
let isOver = false;
let isLeaving = false;    // the guest has left, and the city has not heard of it yet
let attempt = 0;
let clockOffsetMs = 0;
let openedAtMs = Date.now();
let own = null;           // what getUserMedia gave, only after a press of the guest
let silence = null;       // the sound of the page itself: no microphone is open for it
let audio = null;
let isJoined = false;
let isMuted = false;
let isCovered = false;
let told = "";
let isAnnounced = false;
let pageKey = "";
const tiles = new Map();

const peers = new Peers({
  say: (siteId, payload) => send("signal", { to_site_id: siteId, payload }),
  show: showPeer,
  hide: hidePeer,
});

// ---- words ------------------------------------------------------------------------------------

function word(name, values = {}) {
  const text = WORDS[language][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

function setWords() {
  document.documentElement.lang = language;
  document.title = word("title");
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", word(one.dataset.label));
  at("language").textContent = word("other");
  at("language").lang = language === "vi" ? "en" : "vi";
  at("reasons").replaceChildren(...[1, 2, 3].map(n => {
    const option = document.createElement("option");
    option.value = word(`reason-${n}`);
    return option;
  }));
  if (call) renderCall();
  if (state) render();
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

const hour = text => new Date(text).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
const nowMs = () => Date.now() + clockOffsetMs;

function put(id, text) { if (at(id).textContent !== text) at(id).textContent = text; }

// ---- screens ----------------------------------------------------------------------------------

function show(name) {
  if (!at(name).hidden) return;
  for (const one of ["waiting", "over", "call", "room"]) at(one).hidden = one !== name;
  at(name).querySelector("h1").focus();
}

function end(code) {
  isOver = true;
  pageKey = "";
  at("page").replaceChildren();
  if (!isLeaving) line?.close();
  peers.close();
  stopOwn();
  const phone = call?.phone || "…";
  put("over-title", word(`${code}-title`));
  put("over-text", word(code, { phone }));
  put("status", "");
  put("alert", "");
  put("left", "");
  show("over");
}

function renderCall() {
  put("place", call.chair_site);
  put("agency", call.agency);
  put("for-label", word(call.stage === "ringing" ? "link-for" : "part-of"));
  put("phone", call.phone ? word("phone", { phone: call.phone }) : "");
  put("caller", word("inviter", { label: call.chair_label, site: call.chair_site }));
  const began = call.opened_at ? word("course-of", { time: hour(call.opened_at), step: word(call.step) }) : "";
  const rows = [
    ["case", call.case_title], ["people", call.group_size ? word("people-of", { n: call.group_size }) : ""],
    ["request", call.request], ["done", call.previous_result], ["question", call.question],
    ["sites", call.sites.map(one => one.name).join(", ")], ["course", began], ["papers", word("papers-hint")],
  ];
  at("summary").replaceChildren(...rows.filter(row => row[1]).flatMap(([name, text]) => {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = word(name);
    dd.textContent = text;
    return [dt, dd];
  }));
}

function siteName(siteId) {
  return call.sites.find(one => one.site_id === siteId)?.name ?? siteId;
}

function render() {
  if (!OPEN_STATUSES.includes(state.status)) { if (state.opened_at) end("W-105"); return; }
  const queue = state.queue ?? { hands: [], heard: null, locked: [] };
  const isPaused = state.status === "paused";
  put("room-title", word(isJoined ? "joined" : "listening"));
  put("step", word("step", { step: word(state.step) }));
  put("turn", turnText(queue));
  put("turn-time", turnTime());
  put("stage", state.stage ? word("stage", { page: state.stage.page, pages: state.stage.page_count }) : "");
  renderPage(isPaused);
  if (!line || line.readyState === WebSocket.OPEN) put("status", pauseText(isPaused));
  const hasHand = queue.hands.some(one => one.site_id === call.site_id);
  at("hand").setAttribute("aria-pressed", String(hasHand));
  put("hand", word(hasHand ? "hand-down" : "hand"));
  at("join").hidden = at("join-hint").hidden = isJoined;
  at("mute").hidden = at("cover").hidden = !isJoined;
  at("mute").setAttribute("aria-pressed", String(isMuted));
  put("mute", word(isMuted ? "unmute" : "mute"));
  at("cover").setAttribute("aria-pressed", String(isCovered));
  put("cover", word(isCovered ? "uncover" : "cover"));
  put("microphone", microphoneText(queue));
  put("camera", word(!isJoined ? "camera-off" : isCovered ? "camera-covered" : "camera-on"));
  put("network", word(peers.quality()));
  for (const [siteId, tile] of tiles) {
    tile.figure.classList.toggle("speaking", state.speaking_site_id === siteId);
    tile.video.setAttribute("aria-label", siteName(siteId));
    tile.name.textContent = siteName(siteId);
    tile.sound.muted = !mayHear(siteId);
    tile.figure.hidden = isPaused;
  }
}

// The city has the picture of the page on the stage, and of no other, as long as it stands there.
function renderPage(isPaused) {
  const stage = isPaused || waits() ? null : state.stage;
  const key = stage ? `${stage.document_id}/${stage.page}` : "";
  at("page").className = stage?.part ?? "whole";
  if (key === pageKey) return;
  pageKey = key;
  at("page").hidden = true;
  at("page").replaceChildren();
  if (stage) loadPage(key, stage, 1);
}

function loadPage(key, stage, attempt) {
  if (key !== pageKey || isOver) return;
  const image = new Image();
  image.alt = word("stage", { page: stage.page, pages: stage.page_count });
  image.onload = () => {
    if (key !== pageKey) return;
    at("page").replaceChildren(image);
    at("page").hidden = false;
  };
  image.onerror = () => { if (attempt < PAGE_TRIES) setTimeout(() => loadPage(key, stage, attempt + 1), PAGE_RETRY_MS); };
  image.src = `/guest/page?${new URLSearchParams({ document_id: stage.document_id, page: stage.page, attempt })}`;
}

function turnText(queue) {
  if (!state.speaking_site_id) {
    const place = queue.hands.findIndex(one => one.site_id === call.site_id);
    return place < 0 ? word("nobody") : word("waiting", { n: place + 1, m: queue.hands.length });
  }
  if (state.speaking_site_id === call.site_id) return word("you-speak");
  return word("speaking", { who: siteName(state.speaking_site_id) });
}

/** Pauses and consultations are no time of the speaker (desktop/domain/conduct/floor.py). */
function turnTime() {
  if (!state.floor_since) return "";
  const since = Date.parse(state.floor_since);
  const now = nowMs();
  const stops = [...(state.pauses ?? []), ...(state.consultations ?? [])]
    .map(one => [Date.parse(one.at), one.ended_at ? Date.parse(one.ended_at) : now])
    .sort((one, other) => one[0] - other[0]);
  let counted = since;
  let stood = 0;
  for (const [began, ended] of stops) {
    const until = Math.min(ended, now);
    stood += Math.max(0, until - Math.max(began, counted));
    counted = Math.max(counted, until);
  }
  return clock((now - since - stood) / 1000);
}

function pauseText(isPaused) {
  if (waits()) return word("consulting");
  if (!isPaused) return "";
  if (state.countdown) return word("counting", { n: Math.max(0, Math.ceil((Date.parse(state.countdown.zero_at) - nowMs()) / 1000)) });
  const pause = (state.pauses ?? []).at(-1);
  const back = pause?.back_at ? ` ${word("back", { time: hour(pause.back_at) })}` : "";
  return word("paused", { reason: word(`pause-${state.pause_reason ?? ""}`) }) + back;
}

function microphoneText(queue) {
  if (!isJoined) return word("mic-off");
  if (queue.locked.includes(call.site_id)) return word("mic-locked");
  if (isMuted) return word("mic-muted");
  return word(maySpeak() ? "mic-on" : "mic-ready");
}

// ---- what is seen and heard -------------------------------------------------------------------

// The rule of the floor is the city's: who is not heard there is not played here either.
function mayHear(siteId) {
  return !state.queue || state.queue.heard.includes(siteId);
}

function maySpeak() {
  return state?.queue?.heard.includes(call.site_id) ?? false;
}

function showPeer(siteId, stream) {
  const tile = tiles.get(siteId) ?? addTile(siteId);
  tile.video.srcObject = new MediaStream(stream.getVideoTracks());
  tile.sound.srcObject = new MediaStream(stream.getAudioTracks());
  play(tile.video);
  play(tile.sound);
  if (state) render();
}

function addTile(siteId) {
  const figure = document.createElement("figure"), video = document.createElement("video");
  const caption = document.createElement("figcaption"), name = document.createElement("span"), sound = new Audio();
  video.muted = true;
  video.playsInline = true;
  sound.muted = true;
  caption.append(name);
  figure.append(video, caption);
  at("tiles").append(figure);
  const tile = { figure, video, sound, name };
  tiles.set(siteId, tile);
  return tile;
}

function hidePeer(siteId) {
  const tile = tiles.get(siteId);
  if (!tile) return;
  tile.sound.srcObject = null;
  tile.figure.remove();
  tiles.delete(siteId);
}

function play(element) {
  element.play().catch(error => { if (error.name === "NotAllowedError") at("listen").hidden = false; });
}

// A line on which nothing comes counts as broken: the page sends silence of its own making.
function makeSilence() {
  audio ??= new AudioContext();
  audio.resume();
  if (silence) return;
  const nothing = audio.createConstantSource(), gain = audio.createGain(), out = audio.createMediaStreamDestination();
  gain.gain.value = 0;
  nothing.connect(gain).connect(out);
  nothing.start();
  silence = out.stream.getAudioTracks()[0];
}

function stopOwn() {
  own?.getTracks().forEach(track => track.stop());
  own = null;
  at("own").srcObject = at("preview").srcObject = null;
}

async function askForOwn() {
  if (own) return true;
  try {
    own = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true },
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } },
    });
  } catch {
    put("alert", word("W-102"));
    return false;
  }
  put("alert", "");
  watchLevel();
  return true;
}

function watchLevel() {
  audio ??= new AudioContext();
  const analyser = audio.createAnalyser(), samples = new Float32Array(1024);
  analyser.fftSize = 1024;
  audio.createMediaStreamSource(new MediaStream(own.getAudioTracks())).connect(analyser);
  const look = () => {
    if (!own) return;
    analyser.getFloatTimeDomainData(samples);
    at("level").value = Math.min(1, 4 * Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length));
    setTimeout(look, 100);
  };
  look();
}

// What leaves this page follows from the state alone: nothing in a pause, no voice without the floor.
function applySending() {
  if (!state) return;
  const isPaused = state.status === "paused";
  const speaks = isJoined && !isMuted && !isPaused && maySpeak();
  const isSeen = isJoined && !isCovered && !isPaused;
  peers.setTracks(
    speaks ? own?.getAudioTracks()[0] ?? silence : silence,
    isSeen ? own?.getVideoTracks()[0] ?? null : null,
  );
  const says = { is_microphone_on: Boolean(speaks && own), is_camera_on: Boolean(isJoined && !isCovered && own) };
  if (JSON.stringify(says) !== told && send("set_media", says)) told = JSON.stringify(says);
}

// ---- the channel ------------------------------------------------------------------------------

function send(type, fields = {}) {
  if (line?.readyState !== WebSocket.OPEN) return false;
  line.send(JSON.stringify({ type, ...fields }));
  return true;
}

function dial() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}/guest/channel`);
  line = socket;
  socket.onopen = () => send("hello", { program_id: programId });
  socket.onmessage = event => (isLeaving ? sayLeft : hear)(JSON.parse(event.data));
  socket.onclose = event => { if (line === socket) lose(event.code); };
}

function hear(message) {
  switch (message.type) {
    case "welcome":
      attempt = 0;
      told = "";
      isAnnounced = false;
      clockOffsetMs = Date.parse(message.server_time) - Date.now();
      peers.setIceServers(message.ice_servers);
      put("status", "");
      take(message.state);
      if (isJoined) send("join_in");  // pressed while the line was away, perhaps; else it is refused
      if (seat(call.site_id)?.media_number) peers.renew();
      break;
    case "state": if (!state || message.seq >= state.seq) take(message); break;
    case "signal": peers.deliver(message.from_site_id, message.payload); break;
    case "ice_servers": peers.setIceServers(message.ice_servers); break;
    case "refused": if (message.message_type === "media_ready") beRefused(message.code); break;
  }
}

function beRefused(code) {
  if (code === "too_many_sites") { put("alert", word("W-110")); return; }
  setTimeout(() => { isAnnounced = false; if (!isOver) take(state); }, BUSY_MS);
}

const seat = siteId => state.seats.find(one => one.site_id === siteId);

function take(fresh) {
  state = fresh;
  const number = waits() ? 0 : seat(call.site_id)?.media_number ?? 0;
  peers.setRoster(number, state.seats.filter(one => one.site_id !== call.site_id && one.media_number > 0));
  announce(number);
  render();
  if (!isOver) applySending();
}

// Others consult, and nothing of them comes here, nor of this page to them.
function waits() {
  const last = (state.consultations ?? []).at(-1);
  return Boolean(last) && !last.ended_at && !last.site_ids.includes(call.site_id);
}

// The city numbers the media of a seat when they begin, and anew after a consultation.
function announce(number) {
  if (number > 0 || waits()) isAnnounced = false;
  else if (!isAnnounced && seat(call.site_id)) isAnnounced = send("media_ready");
}

// A press on a line that is away reaches nobody: the city hears of it by the next line.
function sayLeft(message) {
  if (message.type === "welcome") send("leave");
}

const redialMs = n => REDIAL_MS[Math.min(n, REDIAL_MS.length) - 1];

function tellLost(n) {
  const phone = call.phone ? word("W-103-call", { phone: call.phone }) : "";
  put("status", word("W-103", { n, call: phone }));
}

function loseLeaving(code) {
  attempt += 1;
  isLeaving = code !== NORMAL && code < NOT_SIGNED_IN && attempt <= LEAVE_TRIES;
  if (isLeaving) setTimeout(dial, redialMs(attempt));
}

function lose(code) {
  if (isLeaving) { loseLeaving(code); return; }
  if (isOver) return;
  if (code === SEAT_TAKEN) { end("W-109"); return; }
  if (code === NO_SESSION) { end("W-105"); return; }
  if (code === NO_SEAT || code === NOT_SIGNED_IN) { end(state && !OPEN_STATUSES.includes(state.status) ? "W-105" : "W-108"); return; }
  attempt += 1;
  tellLost(attempt);
  setTimeout(() => { if (!isOver || isLeaving) dial(); }, redialMs(attempt));
}

// ---- what the guest does ----------------------------------------------------------------------

async function ask(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try { return await fetch(path, options); } catch { return null; }
}

function enter() {
  put("left", "");
  put("status", "");
  makeSilence();
  show("room");
  dial();
}

// What the city said may be lost on its way here: it is asked again, and what it has counts.
async function answer(body, stage) {
  at("accept").disabled = at("refuse").disabled = true;
  for (let n = 1; !isOver; n += 1) {
    const told = await ask("/guest/answer", body);
    if (told?.ok) return true;
    const known = told && await ask("/guest/call");
    if (known) return known.ok && (await known.json()).stage === stage;
    tellLost(n);
    await new Promise(resolve => setTimeout(resolve, redialMs(n)));
  }
}

async function accept() {
  makeSilence();
  if (!await answer({ accepts: true }, "listening")) { end("W-101"); return; }
  call.stage = "listening";
  renderCall();
  stopOwn();
  enter();
}

async function refuse(event) {
  event.preventDefault();
  end(await answer({ accepts: false, reason: at("reason").value }, "refused") ? "W-104" : "W-101");
}

async function join() {
  if (!await askForOwn()) return;
  isJoined = true;
  send("join_in");
  at("own").srcObject = new MediaStream(own.getVideoTracks());
  play(at("own"));
  applySending();
  if (state) render();
}

function leave() {
  isLeaving = true;
  attempt = 0;
  send("leave");
  end("W-107");
}

function connectButtons() {
  at("language").onclick = () => { language = language === "vi" ? "en" : "vi"; setWords(); };
  at("accept").onclick = accept;
  at("refuse").onclick = () => {
    at("refusal").hidden = !at("refusal").hidden;
    at("refuse").setAttribute("aria-expanded", String(!at("refusal").hidden));
    if (!at("refusal").hidden) at("reason").focus();
  };
  at("refusal").onsubmit = refuse;
  at("try").onclick = async () => {
    if (!await askForOwn()) return;
    at("preview").srcObject = new MediaStream(own.getVideoTracks());
    play(at("preview"));
  };
  at("beep").onclick = beep;
  at("join").onclick = join;
  at("hand").onclick = () => send("ask_floor", { has_hand_up: at("hand").getAttribute("aria-pressed") !== "true", side: "agency" });
  at("mute").onclick = () => { isMuted = !isMuted; applySending(); render(); };
  at("cover").onclick = () => { isCovered = !isCovered; applySending(); render(); };
  at("leave").onclick = leave;
  at("listen").onclick = () => {
    at("listen").hidden = true;
    audio?.resume();
    for (const tile of tiles.values()) { play(tile.video); play(tile.sound); }
  };
}

function beep() {
  audio ??= new AudioContext();
  audio.resume();
  const tone = audio.createOscillator(), gain = audio.createGain();
  gain.gain.value = 0.1;
  tone.frequency.value = 660;
  tone.connect(gain).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.6);
}

function tick() {
  if (isOver || !call) return;
  if (!at("call").hidden) {
    const leftS = (Date.parse(call.answer_until) - nowMs()) / 1000;
    put("left", word("valid-for", { time: clock(leftS) }));
    put("ringing", clock((Date.now() - openedAtMs) / 1000));
    if (leftS <= 0) end("W-101");
  }
  if (state) render();
}

async function begin() {
  connectButtons();
  const [sessionId, token] = location.hash.slice(1).split(".");
  // The secret goes out of the address before anything else is done with it.
  history.replaceState(null, "", location.pathname);
  setWords();
  if (token) {
    const opened = await ask("/guest/open", { session_id: sessionId, token });
    if (opened?.status === TOO_MANY) { end("W-111"); return; }
  }
  const answer = await ask("/guest/call");
  if (!answer?.ok) { end("W-101"); return; }
  call = await answer.json();
  clockOffsetMs = Date.parse(call.server_time) - Date.now();
  renderCall();
  if (call.stage === "refused") end("W-104");
  else if (!OPEN_STATUSES.includes(call.status)) end("W-105");
  else if (call.stage === "ringing") show("call");
  else if (["listening", "joined"].includes(call.stage)) {
    enter();
    if (call.stage === "joined") join();
  } else if (call.stage === "let_go") end(call.has_left ? "W-107" : "W-108");
  else end("W-101");
}

setInterval(tick, TICK_MS);
setInterval(() => send("ping", { nonce: 1 }), PING_MS);
begin();
