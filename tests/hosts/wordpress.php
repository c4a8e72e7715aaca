<?php
// Puts JSON from stdin through WordPress itself, whose directory is the first argument, and prints
// JSON. Only what would ask a database, a translation or the network is stood in for, here.
//
//   {"html": …}                  -> {"saved", "shown"}: as kses saves it for an author without
//                                   unfiltered HTML, and as the filters of the_content show that
//   {"page": …, "oembed": …}     -> {"found", "embedded"}: the addresses that discovery finds in
//                                   the page, and what it makes of the oEmbed data
define('ABSPATH', rtrim($argv[1], '/') . '/');
define('WPINC', 'wp-includes');
define('WP_CONTENT_DIR', ABSPATH . 'wp-content');
define('WP_DEBUG', false);
function __($text) { return $text; }
function _x($text) { return $text; }
function esc_attr__($text) { return esc_attr($text); }
function get_post_types() { return ['post' => 'post']; }
function home_url() { return 'https://blog.example'; }
function wp_generate_password($length) { return substr('k3f9k3f9k3f9', 0, $length); }
function wp_safe_remote_get($address, $options) {
    // The page, cut where WordPress tells its HTTP client to cut it.
    return substr($GLOBALS['given']['page'], 0, $options['limit_response_size']);
}
function wp_remote_retrieve_body($response) { return $response; }

require ABSPATH . WPINC . '/plugin.php';
$settings = ['blog_charset' => 'UTF-8', 'use_smilies' => 1, 'home' => 'https://blog.example'];
foreach ($settings as $name => $value) {
    add_filter("pre_option_$name", function () use ($value) { return $value; });
}
$parts = ['compat', 'load', 'functions', 'formatting', 'kses', 'shortcodes', 'class-wp-list-util', 'class-wp-error', 'embed',
    'class-wp-oembed'];
foreach ($parts as $part) {
    require_once ABSPATH . WPINC . "/$part.php";
}
smilies_init();
add_shortcode('gallery', function () { return 'A GALLERY OF THE POST'; });

$given = json_decode(stream_get_contents(STDIN), true);
if (isset($given['html'])) {
    $saved = wp_unslash(wp_filter_post_kses(wp_slash($given['html'])));
    // As wp-includes/default-filters.php orders them.
    $shown = capital_P_dangit($saved);
    $shown = shortcode_unautop(wpautop(wptexturize($shown)));
    $shown = convert_smilies(do_shortcode($shown));
    echo json_encode(['saved' => $saved, 'shown' => $shown]);
} else {
    $oembed = _wp_oembed_get_object();
    $found = $oembed->discover($given['address']);
    $data = json_decode($given['oembed']);
    $html = $oembed->data2html($data, $given['address']);
    $html = wp_filter_oembed_iframe_title_attribute($html, $data, $given['address']);
    $html = wp_filter_oembed_result($html, $data, $given['address']);
    echo json_encode(['found' => $found, 'embedded' => $html]);
}
