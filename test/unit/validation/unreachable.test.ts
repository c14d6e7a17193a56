import { hostReach } from '../../../server/lib';

test.each([
  'https://example.invalid/x.png',
  'https://host.test',
  'http://localhost:3000/a',
  'http://LOCALHOST/a',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.0.1/',
  'http://169.254.169.254/',
  'http://100.64.0.1/',
  'http://[::1]/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://printer/',
  'http://nas.local./',
  'https://',
])('%s leads nowhere', (url) => expect(hostReach(url)).toBe('nowhere'));

test.each(['https://example.com/x.png', 'https://www.example.org', 'http://a.b.example.net/'])(
  '%s is a placeholder',
  (url) => expect(hostReach(url)).toBe('placeholder'),
);

test.each([
  'https://upload.wikimedia.org/x.png',
  'https://notexample.com/',
  'https://invalid.org/',
  'http://172.32.0.1/',
  'http://11.0.0.1/',
  'http://100.128.0.1/',
  'http://[2001:4860:4860::8888]/',
])('%s may lead somewhere', (url) => expect(hostReach(url)).toBe('somewhere'));
