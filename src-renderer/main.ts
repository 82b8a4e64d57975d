import { mount } from 'svelte';
import App from './App.svelte';
import { Backend } from './backend/backend';
import { windowApi } from './backend/window-api';
import './styles/tokens.css';
import './styles/base.css';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { backend: new Backend(windowApi()) } });
