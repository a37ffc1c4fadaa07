using System.Runtime.CompilerServices;

// MuJoCo passes small structs by value; source-generated calls do that only without run-time marshalling.
[assembly: DisableRuntimeMarshalling]
