export {
  type MessageAsked,
  type MessageFacts,
  messageObstacle,
  type NotQueued,
  queueAutomatic,
  type Queued,
  type QueueDeps,
  queueMessage,
} from './queue.ts';
