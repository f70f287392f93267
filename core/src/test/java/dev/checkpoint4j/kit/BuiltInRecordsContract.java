package dev.checkpoint4j.kit;

/** The records of the conversation pipeline. */
abstract class BuiltInRecordsContract extends ContractPart {
  BuiltInRecordsContract(CheckpointContract contract) {
    super(contract);
  }
}
