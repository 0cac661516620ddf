// Each test has its own folder; a build keeps one core busy.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(2)]
