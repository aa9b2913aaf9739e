import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import './tokens.css'
import './shell/shell.css'

createApp(App).use(createPinia()).mount('#app')
